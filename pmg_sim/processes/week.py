"""The order of a week, stated once, and the loops that both drivers run.

Each phase is a process of the department, of one person or of one group. Its loop calls it for
every person present, or every group, in the order of rows.
"""

from pmg_sim.codes import PRESENT
from pmg_sim.jit import phase
from pmg_sim.processes.admission import admit
from pmg_sim.processes.attendance import attend, convene
from pmg_sim.processes.career import advance
from pmg_sim.processes.department import begin_week
from pmg_sim.processes.feelings import feel
from pmg_sim.processes.joint_work import meet_in_passing
from pmg_sim.processes.meeting import meet
from pmg_sim.processes.publication import publish
from pmg_sim.processes.ties import share_time, tend_ties
from pmg_sim.processes.viability import sustain
from pmg_sim.processes.work import work_week


@phase
def every_group_admit(state, p):
    """Run the phase `admit` for every group."""
    for g in range(state.groups.shape[0]):
        admit(state, p, g)


@phase
def everyone_attend(state, p):
    """Run the phase `attend` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            attend(state, p, i)


@phase
def every_group_convene(state, p):
    """Run the phase `convene` for every group."""
    for g in range(state.groups.shape[0]):
        convene(state, p, g)


@phase
def everyone_work(state, p):
    """Run the phase `work` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            work_week(state, p, i)


@phase
def everyone_publish(state, p):
    """Run the phase `publish` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            publish(state, p, i)


@phase
def every_group_meet(state, p):
    """Run the phase `meet` for every group."""
    for g in range(state.groups.shape[0]):
        meet(state, p, g)


@phase
def everyone_collaborate(state, p):
    """Run the phase `collaborate` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            meet_in_passing(state, p, i)


@phase
def everyone_share_time(state, p):
    """Run the phase `share_time` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            share_time(state, p, i)


@phase
def everyone_tend_ties(state, p):
    """Run the phase `tend_ties` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            tend_ties(state, p, i)


@phase
def everyone_feel(state, p):
    """Run the phase `feel` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            feel(state, p, i)


@phase
def everyone_advance(state, p):
    """Run the phase `advance` for everybody present."""
    for i in range(state.run[0].people):
        if state.people[i].status == PRESENT:
            advance(state, p, i)


@phase
def every_group_sustain(state, p):
    """Run the phase `sustain` for every group."""
    for g in range(state.groups.shape[0]):
        sustain(state, p, g)


ORDER = (
    ("department", "begin_week", begin_week, begin_week),
    ("group", "admit", every_group_admit, admit),
    ("person", "attend", everyone_attend, attend),
    ("group", "convene", every_group_convene, convene),
    ("person", "work", everyone_work, work_week),
    ("person", "publish", everyone_publish, publish),
    ("group", "meet", every_group_meet, meet),
    ("person", "collaborate", everyone_collaborate, meet_in_passing),
    ("person", "share_time", everyone_share_time, share_time),
    ("person", "tend_ties", everyone_tend_ties, tend_ties),
    ("person", "feel", everyone_feel, feel),
    ("person", "advance", everyone_advance, advance),
    ("group", "sustain", every_group_sustain, sustain),
)
"""The week: whose phase it is, its name, the loop over all rows, and the process of one row."""


@phase
def one_week(state, p):
    """Run a whole week of every person and every group, in the order of `ORDER`."""
    begin_week(state, p)
    every_group_admit(state, p)
    everyone_attend(state, p)
    every_group_convene(state, p)
    everyone_work(state, p)
    everyone_publish(state, p)
    every_group_meet(state, p)
    everyone_collaborate(state, p)
    everyone_share_time(state, p)
    everyone_tend_ties(state, p)
    everyone_feel(state, p)
    everyone_advance(state, p)
    every_group_sustain(state, p)

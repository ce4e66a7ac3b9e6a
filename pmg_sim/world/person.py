"""What the state holds about a person, as attributes: who, traits, states, the week, the record."""

from typing import ClassVar

from pmg_sim import codes
from pmg_sim.world.columns import Choice, Column, Count, Flag, Name, Number, Share, Week
from pmg_sim.world.view import View


class Person(View):
    """The columns of a person's row; what cannot be written is kept true by the processes."""

    level: ClassVar[str] = "person"
    table: ClassVar[str] = "people"

    # Who.
    key = Column[int]("The dice's key, the same in every arm; no two people share one.")
    status = Name("Where the person is", codes.PERSON_STATUS)
    stage = Choice("Career stage", codes.STAGES)
    rank = Choice("Academic rank", codes.RANKS)
    weeks_in_rank = Count("Weeks since the last promotion.")
    specialty = Column[int]("Number of the specialty.")
    site = Column[int]("Number of the workplace.")
    topic = Share("Where the interests lie, 0 to 1.")
    excused = Flag("Whether a dated event took the person away: not counted in the outcomes.")
    seat = Column[int]("Seat in the group, or -1.")
    mentored = Flag("Whether the person has a mentor of their own.")
    arrived = Column[int]("Week of arrival; -1 for those there at the start.")
    left = Week("Week of departure, or None.")
    vouched = Flag("Whether a member vouched for this newcomer.")
    probation_until = Week("Week in which the probation ends, or None.")
    joined_group = Week("Week of taking a seat in the group, or None.")
    left_group = Week("Week of giving it up, or None.")

    # Traits, and the levels to which states return.
    shock_factor = Number("What a workload shock leaves of the free hours, as a factor.")
    shock_until = Column[int]("Week before which the last workload shock ends.")
    discretionary_hours = Number("Time of one's own for scholarly work, hours a week.")
    sociability = Share("Ease in making contact, 0 to 1.")
    conscientiousness = Share("Care in keeping one's word, 0 to 1.")
    orientation = Number("Whether others' success discourages (-1) or lifts (1).", -1.0, 1.0)
    general_trust = Share("Trust in anybody at first sight, 0 to 1.")
    motivation_level = Number("Level that motivation returns to, log-odds.", -36.0, 36.0)
    strain_level = Number("Level that strain returns to, log-odds.", -36.0, 36.0)
    satisfaction_level = Number("Level that satisfaction returns to, log-odds.", -36.0, 36.0)
    commitment_level = Number("Level that commitment returns to, log-odds.", -36.0, 36.0)
    value_level = Number("Level that the felt value of meetings returns to, log-odds.", -36.0, 36.0)
    support_half = Number("Weekly flow of support at which felt support is one half.")
    efficacy_level = Share("Level that self-efficacy returns to, 0 to 1.")
    promotion_level = Share("Know-how of promotion on arrival, 0 to 1.")
    research_level = Share("Know-how of research on arrival, 0 to 1.")
    management_level = Share("Know-how of project management on arrival, 0 to 1.")

    # States.
    motivation = Share("Motivation for scholarly work, 0 to 1.")
    efficacy = Share("Self-efficacy, 0 to 1.")
    strain = Share("Strain, 0 to 1.")
    satisfaction = Share("Satisfaction with the workplace, 0 to 1.")
    promotion_know_how = Share("Know-how of promotion, 0 to 1.")
    research_know_how = Share("Know-how of research, 0 to 1.")
    management_know_how = Share("Know-how of project management, 0 to 1.")
    support = Share("Support received, 0 to 1.")
    commitment = Share("Commitment to the group, 0 to 1.")
    value = Share("Felt value of the group's meetings, 0 to 1.")
    wider = Share("Closeness to the colleagues who are not simulated one by one, 0 to 1.")

    # This week, hours unless it says otherwise.
    hours = Number("Free and overtime hours this week: the sum of the next six.")
    promised_hours = Number("Of these, on what was promised.")
    solo_hours = Number("Of these, on work of one's own that was not promised.")
    joint_hours = Number("Of these, on joint work that was not promised.")
    reading_hours = Number("Of these, on others' drafts.")
    meeting_hours = Number("Of these, in project meetings inside working hours.")
    idle_hours = Number("Of these, taken by other demands.")
    overtime = Number("Scholarly hours this week that were taken from personal time.")
    evening_hours = Number("Personal time given to evening meetings this week, hours.")
    group_hours = Number("Hours this week in meetings, joint work and reading for others.")
    contact = Number("Hours offered to a colleague, per unit of closeness.")
    support_flow = Number("Support received this week, summed over those who gave it.")
    comparison = Number("What the others' success adds to motivation, log-odds.", -36.0, 36.0)
    pace = Number("Moving average of the hours worked, without idle ones.")
    tonight_support = Number("Support in this week's meeting.")
    tonight_learning = Number("Know-how gained in this week's meeting.")
    tonight_progress = Number("How the promise stood in this week's meeting, -1 to 1.", -1.0, 1.0)
    on_promise = Flag("Whether a promise was in hand, not yet done, as the week's work began.")
    attending = Flag("Whether the person comes to this week's meeting.")
    ties = Column[int]("Colleagues tied to.")
    strength = Column[float]("Closeness times own trust, summed over ties as tended this week.")
    outside_strength = Column[float]("The same without the ties to fellows.")

    # Projects; their rows are in the state.
    in_hand = Column[int]("Drafts and revisions to work on, led or joined.")
    under_review = Column[int]("Papers and talks led that are under review.")
    next_answer = Column[int]("Week before which none of them is decided on.")
    finished = Column[int]("1 if the work on a project led may be done, else 0.")

    # The record so far.
    papers_submitted = Count("Papers submitted.")
    papers_published = Count("Papers published.")
    published_in_period = Count("Papers published within the study period.")
    series_taught = Count("Teaching series given.")
    presentations = Count("National presentations given.")
    coauthored = Count("Papers submitted or published with somebody of the cohort.")
    cotaught = Count("Teaching series given with somebody of the cohort.")
    copresented = Count("Presentations given with somebody of the cohort.")
    submissions = Count("Submissions of any kind, resubmissions included.")
    completions = Count("Projects brought to their end.")
    positions = Count("New positions.")
    promotions = Count("Promotions.")
    weeks_to_promotion = Week("Weeks as assistant professor until promotion, or None.")
    papers_sent = Count("Papers sent to journals as their lead, resubmissions included.")
    papers_decided = Count("Of these, those with a decision.")
    papers_accepted = Count("Of these, those accepted.")
    papers_given_up = Count("Of these, those given up after a rejection.")
    review_weeks = Number("Weeks from sending to decision, summed over papers sent.")
    review_weeks_squared = Number("The same, squared before it is summed.")
    projects_started = Count("Projects started as their lead.")
    joint_started = Count("Joint projects started or joined.")
    dropped = Count("Drafts given up.")
    meetings_called = Count("Meetings of the group while a member.")
    meetings_attended = Count("Of these, the ones come to.")
    total_hours = Number("Scholarly hours so far, without idle ones.")
    total_evening_hours = Number("Hours of evening meetings so far.")
    total_overtime = Number("Hours taken from personal time so far.")
    total_meeting_hours = Number("Hours of project meetings inside working hours so far.")
    total_protected_hours = Number("Protected hours given by the group so far.")
    total_mentored_hours = Number("Hours with a mentor of their own so far.")
    total_committee_hours = Number("Hours with the mentorship committee so far.")

    # What was lived through in the group, summed over meetings or weeks.
    lived_disclosure = Number("Opening up to the others.")
    lived_asked = Number("Work done because somebody will ask, hours.")
    lived_joint = Number("Hours of joint work.")
    lived_difference = Number("Difference of interests met.")
    lived_friction = Number("Friction in joint work.")
    lived_decisions = Number("Minutes spent on what to do.")
    lived_personal = Number("Minutes of personal talk.")
    lived_unguided = Number("Minutes in which nobody taught what one did not know, weighted.")
    lived_evenings = Number("Evening hours, weighted by strain.")
    lived_blunted = Number("Criticism that closeness held back.")
    lived_minutes = Number("Minutes in meetings.")

    # Kept from the person's own past, before the group.
    first_satisfaction = Share("Satisfaction back then, 0 to 1.")
    first_connection = Share("Connection back then, 0 to 1.")
    first_outside = Share("Connection to those outside the own group back then, 0 to 1.")
    first_know_how = Share("Know-how of promotion back then, 0 to 1.")
    first_motivation = Share("Motivation back then, 0 to 1.")

"""Named policies of admission: each name is a point in the space of what admission consists of.

The rules read these numbers and never the name.
"""

from typing import NamedTuple


class AdmissionRules(NamedTuple):
    """What a policy of admission consists of.

    Attributes
    ----------
    every_weeks
        Weeks between the times at which newcomers are asked; 0 for never.
    vote_share
        Share of the members who must agree; 0 where nobody is asked.
    sponsor
        1 where a newcomer needs a member who knows and vouches for them, else 0.
    probation_weeks
        Weeks after which the members decide whether a newcomer stays; 0 without a probation.
    second_group
        1 where those who find the group full found a second one, else 0.
    """

    every_weeks: int = 0
    vote_share: float = 0.0
    sponsor: int = 0
    probation_weeks: int = 0
    second_group: int = 0


ADMISSIONS: dict[str, AdmissionRules] = {
    "closed": AdmissionRules(),
    "open": AdmissionRules(every_weeks=4),
    "yearly": AdmissionRules(every_weeks=52),
    "vote": AdmissionRules(every_weeks=13, vote_share=0.5),
    "sponsored": AdmissionRules(every_weeks=13, sponsor=1, probation_weeks=26),
    "second_group": AdmissionRules(every_weeks=4, second_group=1),
}

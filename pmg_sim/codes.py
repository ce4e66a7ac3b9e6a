"""Integer codes that the state arrays hold, each with its plain name."""

# Where a person is.
EXPECTED, PRESENT, LEFT_DEPARTMENT, LEFT_TRACK = 0, 1, 2, 3
PERSON_STATUS = ("expected", "present", "left_department", "left_track")

SENIOR, MID_CAREER, JUNIOR = 0, 1, 2
STAGES = ("senior", "mid_career", "junior")

ACTING_ASSISTANT, CLINICAL_FACULTY, ASSISTANT, ASSOCIATE, PROFESSOR, NOBODY = 0, 1, 2, 3, 4, 5
RANKS = (
    "acting_assistant_professor",
    "clinical_faculty",
    "assistant_professor",
    "associate_professor",
    "professor",
    "nobody",
)

PAPER, SERIES, PRESENTATION = 0, 1, 2
PROJECT_KINDS = ("paper", "teaching series", "national presentation")

# A project's stage. EMPTY marks a free slot.
EMPTY, DRAFT, REVIEW, REVISION = 0, 1, 2, 3
PROJECT_STAGES = ("empty", "draft", "review", "revision")

# A promise: open, or how the last review found it.
NO_PROMISE, OPEN, KEPT, PARTLY_KEPT, MISSED, ABANDONED = 0, 1, 2, 3, 4, 5
PROMISE_STATUS = ("none", "open", "kept", "partly kept", "missed", "abandoned")

PLANNED, ALIVE, DISSOLVED, COMPLETED = 0, 1, 2, 3
GROUP_STATUS = ("planned", "alive", "dissolved", "completed")

NOT_ENDED, NO_QUORUM, TOO_FEW_MEMBERS, PLANNED_END, MERGED = 0, 1, 2, 3, 4
END_REASONS = (
    "not ended",
    "meetings without a quorum",
    "too few members",
    "planned end",
    "merged into another group",
)

DISCUSSION, PROJECTS = 0, 1
PURPOSES = ("discussion", "projects")
EVENING, NOON = 0, 1
HOURS = ("evening", "noon")

EVERYONE, ROTATING, ONE_PRESENTER = 0, 1, 2
FLOOR_POLICIES = ("everyone", "rotating", "one_presenter")

# A group's `founded`: a week, or one of these.
ON_OVERFLOW = -2

MEMBER_LEAVES_TRACK, HIRE_JOINS, HIRE, MEMBER_LEAVES_DEPARTMENT, MEMBER_LEAVES_GROUP = range(5)
MENTOR_LEAVES, FACILITATOR_ARRIVES, FACILITATOR_LEAVES, MINUTES_STOP, MINUTES_START = range(5, 10)
FALLING_OUT, WORKLOAD_SHOCK, MERGER, SHARED_SUCCESS = range(10, 14)
EVENTS = (
    "member_leaves_track",
    "hire_joins",
    "hire",
    "member_leaves_department",
    "member_leaves_group",
    "mentor_leaves",
    "facilitator_arrives",
    "facilitator_leaves",
    "minutes_stop",
    "minutes_start",
    "falling_out",
    "workload_shock",
    "merger",
    "shared_success",
)

NO_ONE = -1

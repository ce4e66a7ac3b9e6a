"""What a draw is for: one number for each kind of chance in the model.

The number is part of the key of every draw (see `pmg_sim.dice`), so a new purpose moves no other
draw. A number is never changed and never used again: both would change the results of every seed.
The constants are plain integers because compiled code reads those.
"""

TRAIT = 1
TIE = 2
INTEREST = 3
INVITATION = 4
HIRING = 5
LEAVING = 6
ATTENDANCE = 7
RANK = 8
CALENDAR = 9
LENGTH = 10
EVENT = 11
START = 12
KIND = 13
DROP = 14
REVIEW = 15
DECISION = 16
RESUBMISSION = 17
READING = 18
PROMISE = 19
PARTNER = 20
JOINT_START = 21
JOINING = 22
ACQUAINTANCE = 23
FALLING_OUT = 24
LUCK = 25
POSITION = 26
PROMOTION = 27
QUITTING = 28
RESPONSE = 29
FIRST_PROJECT = 31
WISH = 32
VOTE = 33

PURPOSES = {name: value for name, value in globals().items() if name.isupper()}
"""Every purpose by its name, for readers, tests and documents; compiled code uses the constants."""

"""What a policy may say, but hardly means: warnings, which never fail a check.

Each module knows one thing to look at, and has a rule for each way in which it goes wrong: a
generator of (where, message) pairs over the policy.  :mod:`.gathered` tells them all, but for what
is marked as :mod:`.meant` so.

- :mod:`.figures`: texts that say another time than the number beside them
- :mod:`.severities`: names and ranks of severities, and texts that name another one
- :mod:`.days`: dates, weekdays, offsets, holidays, revisions
- :mod:`.people`: contacts and numbers to call
- :mod:`.facts`: phrases, hints and assumptions
- :mod:`.wording`: what is left in a text of writing, copying or saving it
- :mod:`.repeated`: what stands twice, and what readers cannot tell apart
- :mod:`.idle`: what never comes into play
- :mod:`.shown`: what no example shows, and sentences that come to something else
"""

"""The policy that a local stack starts with: it acts at once, by recipe A, for customers who all agreed to texts.

Customers with the tag #vip are on recipe A too, and a person approves each of their texts the day before.
Its time jumps while nobody keeps the played books, so it does not wait for them.
"""

LOCAL_POLICY = """\
mode: auto
consent: {attested_for_all_locally: true}
callback_number: (212) 555-0100
segments: {vip: A}
assignment: {tags: {"#vip": vip}}
modes: {segments: {vip: approve}}
books: {wait_when_behind: false}
"""

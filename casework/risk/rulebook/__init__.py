"""The rules the ministry may change: waiting list, clocks of risk, instruments, holidays.

They are published from a day on and never edited once used. It lives here because risk is the
highest room whose rules it publishes.
"""

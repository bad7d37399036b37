"""Moves of a referral: a dated record for now; the workflow of referrals grows from here."""

from .choices import ReferralState as S

MOVES = {S.RECORDED: {S.ANSWERED, S.CLOSED}, S.ANSWERED: {S.CLOSED}, S.CLOSED: set()}
OWNERS = {S.RECORDED: "N6", S.ANSWERED: "N6"}
FINAL = {S.CLOSED}

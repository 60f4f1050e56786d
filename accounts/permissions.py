"""The words this room's pages ask for. Who holds them is said in councils/permissions.py:
roles belong to councils, and this room lies below.
"""

AUDIT_VIEW = "accounts.view_audit"
PERSONAL_HANDLE = "accounts.handle_personal_data"

"""Who may open what, written down a second time, by hand, for tests/test_doors.py.

HOLDERS must be changed on purpose when a permission changes hands: this table and the rules in
the rooms are two independent statements, and the test holds one against the other.
"""

from accounts.decorators import PUBLIC, SIGNED_IN

COUNCIL_ROLES = {"coordinator", "centre_staff", "resident", "neighbour"}
EVERYBODY = (
    "anonymous", "nobody", "deactivated", "viewer", "resident", "neighbour", "centre_staff",
    "coordinator", "tier1", "city", "admin",
)  # fmt: skip

PROGRAMME = {"tier1", "city", "admin"}
OWN_COUNCIL_STAFF = {"coordinator", "centre_staff"}
ALL_ROLES = {*PROGRAMME, *COUNCIL_ROLES, "viewer"}

# The things of the world belong to 八幡; `neighbour` has the same role in 豊岡.
HOLDERS = {
    PUBLIC: set(EVERYBODY),
    SIGNED_IN: {*ALL_ROLES, "nobody"},
    "accounts.handle_personal_data": {"city", "admin"},
    "councils.view_board": ALL_ROLES,
    "councils.view_council": ALL_ROLES,
    "councils.log_meeting": {*PROGRAMME, *OWN_COUNCIL_STAFF, "resident"},
    "councils.edit_meeting": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "councils.close_meeting": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "councils.edit_council": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "councils.view_people": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "councils.edit_people": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "councils.appoint_coordinator": PROGRAMME,
    "councils.raise_proposal": {*PROGRAMME, *OWN_COUNCIL_STAFF, "resident"},
    "councils.handle_proposal": PROGRAMME,
    "councils.manage_city_feeds": PROGRAMME,
    "councils.manage_feeds": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "councils.import_figures": {"city", "admin"},
    "councils.edit_programme": {"city", "admin"},
    "councils.found_council": {"city", "admin"},
    "activities.view_help": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "activities.edit_help": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "reports.view_case": ALL_ROLES,
    "reports.edit_case": PROGRAMME,
    "reports.turn_year": PROGRAMME,
    "accounts.manage_users": {"admin"},
    "accounts.view_audit": {"city", "admin"},
    "resources.edit_resource": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "resources.import_list": {"city", "admin"},
    "resources.edit_cycles": {"city", "admin"},
    "resources.view_unpublished": ALL_ROLES,
    "resources.keep_editions": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "resources.view_needs": ALL_ROLES,
    "resources.edit_needs": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "resources.order_paper": ALL_ROLES,
    "resources.open_paper": {"coordinator"},
    "newsletters.edit_issue": {*PROGRAMME, "coordinator"},
    "activities.edit_activity": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "activities.edit_rule": {"city", "admin"},
    "activities.view_activity": ALL_ROLES,
    "activities.view_supporters": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "activities.edit_supporters": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "activities.export_supporters": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "activities.edit_courses": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "activities.edit_skills": {"city", "admin"},
    "activities.handle_privacy": {"city", "admin"},
    # activities: events and diary
    "activities.view_diary": {*PROGRAMME, "coordinator"},
    "activities.view_all_diaries": PROGRAMME,
    "activities.write_diary": {"coordinator"},
    "activities.edit_topics": {"city", "admin"},
    "activities.edit_care_conferences": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "activities.view_events": ALL_ROLES,
    "activities.edit_events": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "newsletters.publish_issue": PROGRAMME,
    "newsletters.keep_pictures": PROGRAMME,
    "newsletters.manage_readers": PROGRAMME,
    "newsletters.view_addresses": {"city", "admin"},
    "reports.view_report": ALL_ROLES,
    "reports.view_inside": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "reports.edit_note": {*PROGRAMME, *OWN_COUNCIL_STAFF},
    "reports.edit_report": PROGRAMME,
    "reports.publish_report": PROGRAMME,
}

# Pages that name no council: there the neighbour's role counts for the own one.
FOR_ANY_COUNCIL = {
    "activities:help-list": {"neighbour"},
    "councils:meeting-this-month": {"neighbour"},
    "resources:resource-add": {"neighbour"},
    "resources:freshness-list": {"neighbour"},
    "resources:suggestion-list": {"neighbour"},
    "resources:duplicate-list": {"neighbour"},
    "resources:edition-list": {"neighbour"},
    "resources:edition-add": {"neighbour"},
    "newsletters:studio-list": {"neighbour"},
    "newsletters:studio-material": {"neighbour"},
    "newsletters:studio-add": {"neighbour"},
    # proposals
    # calendars
    # support activities
    "activities:visit-add": {"neighbour"},
    "activities:supporter-list": {"neighbour"},
    "activities:supporter-export": {"neighbour"},
    "activities:course-add": {"neighbour"},
    "activities:graduate-list": {"neighbour"},
    # activities: events and diary
    "activities:diary-list": {"neighbour", "tier1"},
    "activities:diary-add": {"neighbour", "tier1"},
    "activities:diary-voice": {"neighbour"},
    "activities:consultation-list": {"neighbour"},
    "activities:consultation-add": {"neighbour", "tier1"},
    "activities:care-list": {"neighbour"},
    "activities:care-add": {"neighbour"},
    "activities:event-add": {"neighbour"},
    "activities:speaker-list": {"neighbour"},
    "reports:monthly-detail": {"neighbour"},
    "reports:monthly-paper": {"neighbour"},
    "reports:annual-draft-paper": {"neighbour"},
    "reports:annual-draft-sheet": {"neighbour"},
}

# allauth's pages: it keeps its own doors, and tests/accounts looks at each of them.
THIRD_PARTY = {
    "account_login", "account_logout", "account_inactive", "account_signup",
    "account_reauthenticate", "account_request_reauthentication_code",
    "account_confirm_reauthentication_code", "account_email", "account_email_verification_sent",
    "account_change_password", "account_set_password", "account_reset_password",
    "account_confirm_login_code", "account_confirm_email",
    "account_reset_password_from_key_done", "account_reset_password_from_key",
    "account_reset_password_done",
    "mfa_index", "mfa_trust", "mfa_authenticate", "mfa_reauthenticate", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
    "mfa_login_webauthn",
}  # fmt: skip


def may_open(name, door, who):
    """Does our table let this person through this page's door?"""
    return who in HOLDERS[door] or who in FOR_ANY_COUNCIL.get(name, ())


# Addresses that answer with a file, a redirect or only to POST: nothing to look at.
PAGES_WITHOUT_A_SCREEN = {
    "front", "service-worker", "healthz", "alive", "metrics", "violations",
    "accounts:text-size", "accounts:incident-sheet", "accounts:incident-paper",
    "accounts:personal-paper", "accounts:personal-sheet",
    "accounts:retention-set", "accounts:purge-ask", "accounts:purge-withdraw", "accounts:purge-do",
    "councils:meeting-paper", "councils:action-item-finish",
    # meetings: papers and corrections
    "councils:meeting-hand-over", "councils:file-download", "councils:file-photo",
    "councils:file-switch", "councils:file-remove",
    "councils:population-apply",
    # exchange meetings
    "councils:exchange-paper", "councils:exchange-sheet", "councils:month-paper",
    "councils:month-sheet", "councils:meeting-sheet", "councils:council-year-paper",
    "councils:council-year-sheet",
    # councils and their people
    "reports:council-sheet", "reports:council-sheet-inside",
    # visions
    "councils:vision-poster", "councils:vision-wall-poster",
    "activities:roadmap-carry", "activities:roadmap-step-done", "activities:roadmap-step-drop",
    "activities:roadmap-step-reopen",
    # proposals
    "reports:board-paper",
    # calendars
    "councils:calendar-feed", "councils:feed-revoke",
    "councils:user-invite-again", "councils:user-switch", "councils:grant-add",
    "councils:user-second-step", "councils:admin-answer", "accounts:sign-out-elsewhere",
    "accounts:session-end", "accounts:session-keep",
    "newsletters:issue-pdf", "newsletters:issue-proof", "newsletters:issue-check",
    "newsletters:article-move", "newsletters:article-remove",
    "newsletters:photo-image", "newsletters:photo-draft", "newsletters:photo-remove",
    "resources:resource-check", "resources:check-undo", "resources:sheet-paper",
    "resources:link-revoke", "resources:link-letter", "resources:suggestion-decline",
    "newsletters:issue-order", "newsletters:issue-pages",
    # newsletters: readers and pictures
    "newsletters:issue-cover", "newsletters:series-feed", "newsletters:subscribe-confirm",
    "newsletters:subscribe-leave", "newsletters:series-addresses", "newsletters:issue-mail",
    "newsletters:issue-copies-sheet", "newsletters:issue-notice", "newsletters:picture-image",
    "newsletters:picture-consent", "newsletters:consent-withdraw",
    # newsletters: checks
    "newsletters:printing-pdf", "newsletters:issue-ask", "newsletters:remark-settle",
    "newsletters:issue-draft", "newsletters:issue-schedule", "newsletters:issue-unschedule",
    "newsletters:issue-carry", "newsletters:issue-edition", "newsletters:issue-reissue",
    "newsletters:correction-remove",
    # newsletters: press
    "newsletters:page-picture", "newsletters:page-rooms", "newsletters:issue-variant",
    "newsletters:issue-print",
    "activities:help-ask", "activities:help-answer", "activities:help-centre",
    "activities:help-done", "activities:help-thank", "activities:help-withdraw",
    "activities:help-erase",
    # support activities
    "activities:activity-resume", "activities:activity-link", "activities:activity-unlink",
    "activities:way-move", "activities:way-remove", "activities:way-restore",
    "activities:rule-paper", "activities:local-paper",
    "activities:supporter-consent", "activities:course-cancel", "activities:course-complete",
    "activities:course-certificates", "activities:certificate-paper",
    "activities:graduate-follow", "activities:graduate-register", "activities:subject-paper",
    "activities:erasure-withdraw", "activities:erasure-do", "activities:record-paper",
    "activities:record-sheet", "activities:record-freeze", "activities:record-correct",
    "activities:record-erase", "activities:request-end",
    # activities: events and diary
    "activities:diary-remove", "activities:diary-restore", "activities:diary-review",
    "activities:diary-paper", "activities:diary-sheet", "activities:diary-everybody-sheet",
    "activities:consultation-close", "activities:consultation-reopen",
    "activities:consultation-remove", "activities:consultation-restore",
    "activities:event-cancel", "activities:event-resume", "activities:event-sign-in",
    "activities:event-slip",
    "reports:case-sheet", "reports:year-now",
    "reports:figure-chart", "reports:annual-draft-sheet", "reports:annual-draft-paper",
    "reports:annual-sheet", "reports:annual-paper", "reports:monthly-paper",
    "reports:council-year-paper", "reports:mhlw-sheet",
    "reports:chronicle-paper", "reports:paper-again",
    "reports:paper-download",
    # resources: needs and surveys
    "resources:needs-keep", "resources:survey-keep", "resources:matrix-sheet",
    "resources:paper-again", "resources:paper-download",
    # resources: papers and editions
    "resources:edition-hand-out", "resources:edition-told", "resources:edition-notice",
    "resources:edition-holders", "resources:export-xlsx", "resources:export-csv",
    # resources: open data
    "open_data:open-file", "open_data:open-catalog",
    "resources:import-undo", "resources:import-alike", "resources:merge-undo",
    "resources:map-points",
    "resources:resource-confirm", "resources:resource-status",
    "resources:import-detail", "resources:import-apply", "resources:import-discard",
    "resources:import-marked",
}  # fmt: skip

"""Defences of the newsletters: who writes, what goes out, who is written to."""

from tests.twins import Twin

TWINS = [
    Twin(
        defence="ことばを見る権限のない人に編集させない",
        path="newsletters/permissions.py",
        was="NewsletterPermission.ISSUE_PUBLISH: PROGRAMME_STAFF",
        becomes="NewsletterPermission.ISSUE_PUBLISH: {*PROGRAMME_STAFF, Role.COORDINATOR}",
        tests=(
            "tests/newsletters/test_council_letters.py::test_coordinator_does_not_publish",
            "tests/newsletters/test_council_letters.py::test_letter_is_passed_by_its_writer_and_published_by_staff",
        ),
    ),
    Twin(
        defence="たよりの記事は、その協議体の人だけが直せる",
        path="newsletters/decorators.py",
        was="asked=lambda article: article.issue",
        becomes="asked=lambda article: article",
        tests=(
            "tests/newsletters/test_council_letters.py::test_article_about_a_council_in_the_citys_newsletter_is_not_its_coordinators",
            "tests/newsletters/test_council_letters.py::test_article_about_another_council_in_the_own_letter_is_the_writers",
        ),
    ),
    Twin(
        defence="内部の議題を広報紙の材料にしない",
        path="newsletters/compose.py",
        was="if not item.is_internal",
        becomes="if True",
        tests=(
            "tests/newsletters/test_compose.py::test_internal_item_is_left_out_and_the_numbers_close_up",
        ),
    ),
    Twin(
        defence="材料に出るのは自分の協議体の会議だけ",
        path="newsletters/queries/issues.py",
        was=".filter(held_on__gte=add_months(today, 1 - months), council__in=councils)",
        becomes=".filter(held_on__gte=add_months(today, 1 - months))",
        tests=(
            "tests/newsletters/test_council_letters.py::test_material_of_a_coordinator_is_of_the_own_council",
        ),
    ),
    Twin(
        defence="写真の控えは編集の人だけが選べる",
        path="newsletters/views/articles.py",
        was="else Picture.objects.none()",
        becomes="else Picture.objects.all()",
        tests=(
            "tests/newsletters/test_council_letters.py::test_register_of_pictures_stays_with_staff",
        ),
    ),
    Twin(
        defence="校了でない号は発行できない",
        path="newsletters/actions/publishing.py",
        was="    if not current.is_checked:\n        raise NotChecked\n",
        becomes="",
        tests=("tests/newsletters/test_issues.py::test_draft_is_not_published",),
    ),
    Twin(
        defence="下見のあとで変わった号は発行できない",
        path="newsletters/actions/publishing.py",
        was="    if (proof.issue_number, proof.version) != (issue.pk, issue.version):\n        raise StaleProof\n",
        becomes="",
        tests=(
            "tests/newsletters/test_issues.py::test_issue_goes_out_only_with_a_clean_proof_of_itself",
        ),
    ),
    Twin(
        defence="直さないといけない指摘が残る号は発行できない",
        path="newsletters/actions/publishing.py",
        was="    if proof.has_blocking:\n        raise FaultsRemain\n",
        becomes="",
        tests=(
            "tests/newsletters/test_issues.py::test_issue_goes_out_only_with_a_clean_proof_of_itself",
        ),
    ),
    Twin(
        defence="校了した人とは別の人が発行する（2人）",
        path="newsletters/actions/publishing.py",
        was="    if queries.needs_another(current, by):\n        raise NeedsAnother\n",
        becomes="",
        tests=("tests/newsletters/test_flow.py::test_checker_does_not_publish_alone",),
    ),
    Twin(
        defence="発行は全部か無か（途中で止まっても半分にならない）",
        path="newsletters/actions/publishing.py",
        was="@transaction.atomic\ndef publish_issue",
        becomes="def publish_issue",
        tests=(
            "tests/newsletters/test_kill_points.py::test_a_kill_at_any_step_leaves_all_or_nothing",
        ),
    ),
    Twin(
        defence="発行した号は変えられない",
        path="newsletters/actions/saving.py",
        was="    if current.is_published:",
        becomes="    if False:",
        tests=("tests/newsletters/test_issues.py::test_published_issue_refuses_every_change",),
    ),
    Twin(
        defence="後から保存した編集者が、先の人の号を消さない",
        path="newsletters/actions/issues.py",
        was='started from.\n    """\n    current = _open(issue)\n    if queries.fingerprint(current) != seen:',
        becomes='started from.\n    """\n    current = _open(issue)\n    if False:',
        tests=(
            "tests/newsletters/test_issues.py::test_second_editor_is_told_instead_of_overwriting",
        ),
    ),
    Twin(
        defence="確認していないアドレスに号のお知らせを送らない",
        path="newsletters/queries/readers.py",
        was="reached(Subscriber.objects).filter(confirmed_at__lt=issue.published_at)",
        becomes="reached(Subscriber.objects)",
        tests=(
            "tests/newsletters/test_readers.py::test_nothing_is_sent_to_an_address_that_was_not_confirmed",
            "tests/newsletters/test_readers.py::test_who_confirmed_after_the_publication_is_told_of_the_next_one",
        ),
    ),
    Twin(
        defence="開いただけでは購読が終わらない",
        path="newsletters/views/readers.py",
        was='if request.method == "POST" and subscriber:\n        actions.leave',
        becomes="if subscriber:\n        actions.leave",
        tests=(
            "tests/newsletters/test_readers.py::test_opening_the_link_for_leaving_changes_nothing",
        ),
    ),
    Twin(
        defence="確認のリンクは3日で終わる",
        path="newsletters/views/readers.py",
        was="max_age=actions.CONFIRM_SECONDS",
        becomes="max_age=None",
        tests=("tests/newsletters/test_readers.py::test_link_runs_out_after_three_days",),
    ),
    Twin(
        defence="やめるリンクでは申し込めない",
        path="newsletters/printing/mails.py",
        was='LEAVE_SALT = "newsletters.leave"',
        becomes="LEAVE_SALT = CONFIRM_SALT",
        tests=(
            "tests/newsletters/test_readers.py::test_link_for_leaving_does_not_confirm",
            "tests/newsletters/test_readers.py::test_link_for_confirming_does_not_end_a_subscription",
        ),
    ),
    Twin(
        defence="機械の申し込みを無視する",
        path="newsletters/views/readers.py",
        was='(200, "") if form.is_trapped else _ask(request, form)',
        becomes="_ask(request, form)",
        tests=(
            "tests/newsletters/test_readers.py::test_machine_that_fills_the_trap_is_answered_and_ignored",
        ),
    ),
    Twin(
        defence="1台から何百も申し込めない",
        path="newsletters/views/readers.py",
        was="return n_asked <= MOST_ASKED",
        becomes="return True",
        tests=("tests/newsletters/test_readers.py::test_one_computer_may_not_ask_for_hundreds",),
    ),
    Twin(
        defence="同じ人に手紙を送り続けない",
        path="newsletters/actions/readers.py",
        was="is_new or subscriber.asked_at < now - PAUSE",
        becomes="True",
        tests=("tests/newsletters/test_readers.py::test_address_is_not_flooded_with_letters",),
    ),
    Twin(
        defence="お知らせは1人に1通",
        path="newsletters/actions/mailings.py",
        was="update(sent_at=timezone.now())",
        becomes="update(n_tries=1)",
        tests=("tests/newsletters/test_readers.py::test_new_issue_is_told_once_with_a_way_out",),
    ),
    Twin(
        defence="送れなかった理由にアドレスを残さない",
        path="newsletters/tasks.py",
        was='log.warning("A newsletter mail was not sent: %s", type(fault).__name__)',
        becomes='log.warning("A newsletter mail was not sent: %s", fault)',
        tests=(
            "tests/newsletters/test_readers.py::test_failed_mail_is_tried_again_and_the_log_names_nobody",
        ),
    ),
    Twin(
        defence="購読者のアドレスは市の人だけが見る",
        path="newsletters/views/copies.py",
        was="@series_page(NewsletterPermission.ADDRESSES_VIEW)",
        becomes="@series_page(MANAGE)",
        tests=(
            "tests/newsletters/test_readers.py::test_addresses_are_not_for_all_who_manage_readers",
        ),
    ),
    Twin(
        defence="発行前の号は見つからない",
        path="newsletters/queries/issues.py",
        was="Issue.objects.published().newest_first().select_related",
        becomes="Issue.objects.newest_first().select_related",
        tests=("tests/newsletters/test_archive.py::test_search_text_of_a_draft_is_not_searched",),
    ),
    Twin(
        defence="発行前の号の表紙を出さない",
        path="newsletters/views/public.py",
        was="Issue.objects.published().exclude(cover",
        becomes="Issue.objects.exclude(cover",
        tests=("tests/newsletters/test_archive.py::test_cover_of_a_draft_is_nobody_s",),
    ),
    Twin(
        defence="同意を取り消した写真を画面に出さない",
        path="newsletters/models/articles.py",
        was="        if self.picture and self.picture.is_refused_in(channel):\n            return False\n",
        becomes="",
        tests=(
            "tests/newsletters/test_pictures.py::test_web_edition_hides_the_picture_and_says_so",
            "tests/newsletters/test_pictures.py::test_draft_cannot_go_out_with_a_picture_somebody_took_back",
        ),
    ),
    Twin(
        defence="同意を取り消した写真のファイルを渡さない",
        path="newsletters/views/public.py",
        was="    if not photo.may_be_on_web:\n        raise Http404\n",
        becomes="",
        tests=(
            "tests/newsletters/test_pictures.py::test_web_edition_hides_the_picture_and_says_so",
        ),
    ),
]

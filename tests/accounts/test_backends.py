"""Signing in gives no rights, and rights cost no queries in Django's own tables."""

from django.contrib.auth.models import Permission as DjangoPermission

from councils.permissions import Permission
from tests import factories as make


def test_rights_are_asked_of_role_grants_alone(coordinator, yawata, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert coordinator.has_perm(Permission.MEETING_EDIT, yawata)
        assert not coordinator.has_perm(Permission.USERS_MANAGE)


def test_djangos_own_permission_opens_nothing(db):
    user = make.UserFactory()
    user.user_permissions.add(DjangoPermission.objects.get(codename="view_council"))
    assert not user.has_perm("councils.view_council")
    assert user.get_all_permissions() == set()

"""Request functions of `packages`."""

from __future__ import annotations

from .._api import API
from .._runtime import ClientT, Group, Request, method

_LIST_DOCKER_MIGRATION_CONFLICTING_PACKAGES_FOR_ORGANIZATION = API.get(
    ("/organizations",),
    responses={204: None},
)


def list_docker_migration_conflicting_packages_for_organization() -> Request[None]:
    """`GET /organizations`

    Returns:
        204: Nothing.
    """
    return _LIST_DOCKER_MIGRATION_CONFLICTING_PACKAGES_FOR_ORGANIZATION.request()


_LIST_DOCKER_MIGRATION_CONFLICTING_PACKAGES_FOR = API.get(
    ("/users",),
    responses={204: None},
)


def list_docker_migration_conflicting_packages_for() -> Request[None]:
    """`GET /users`

    Returns:
        204: Nothing.
    """
    return _LIST_DOCKER_MIGRATION_CONFLICTING_PACKAGES_FOR.request()


class Packages(Group[ClientT]):
    """Operations of `packages`."""

    list_docker_migration_conflicting_packages_for_organization = method(
        list_docker_migration_conflicting_packages_for_organization
    )
    list_docker_migration_conflicting_packages_for = method(list_docker_migration_conflicting_packages_for)

"""One factory for every model of the house, in states that the product can produce."""

from tests.accounts.factories import *  # noqa: F403
from tests.activities.factories import *  # noqa: F403
from tests.councils.factories import *  # noqa: F403
from tests.newsletters.factories import *  # noqa: F403
from tests.reports.factories import *  # noqa: F403
from tests.resources.factories import *  # noqa: F403

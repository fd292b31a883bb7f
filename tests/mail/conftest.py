"""Alertmanager's templates, filled in once for each file of tests."""

from __future__ import annotations

import pytest
from filled import Renderer


@pytest.fixture(scope="module")
def render(tmp_path_factory: pytest.TempPathFactory) -> Renderer:
    return Renderer(tmp_path_factory.mktemp("templates"))

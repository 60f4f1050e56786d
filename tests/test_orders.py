from tests.orders import shuffled

ITEMS = [("a", 1), ("a", 2), ("b", 1), ("b", 2), ("b", 3), ("c", 1)]


def order(seed):
    return shuffled(ITEMS, lambda item: item[0], seed)


def test_every_test_runs_once_and_modules_stay_together():
    for seed in range(50):
        found = order(seed)
        assert sorted(found) == ITEMS
        modules = [module for module, _ in found]
        assert (
            len([m for m, before in zip(modules, [None, *modules], strict=False) if m != before])
            == 3
        )


def test_an_order_comes_back_with_its_seed_and_only_with_it():
    assert order(7) == order(7)
    assert len({tuple(order(seed)) for seed in range(50)}) > 20

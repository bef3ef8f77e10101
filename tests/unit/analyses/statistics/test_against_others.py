"""The methods against figures that others print, each with where it is from."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from scipy.stats import mannwhitneyu, rankdata

from kpi_xl_analyses.statistics.bayes import second_is_better
from kpi_xl_analyses.statistics.intervals import Interval
from kpi_xl_analyses.statistics.means import mann_whitney, mann_whitney_each, sample_of, welch
from kpi_xl_analyses.statistics.multiple_testing import benjamini_hochberg, holm
from kpi_xl_analyses.statistics.nps import adjusted_wald, score_variance
from kpi_xl_analyses.statistics.outliers import modified_z
from kpi_xl_analyses.statistics.power import sample_size, sample_size_pooled
from kpi_xl_analyses.statistics.proportions import (
    Part,
    difference,
    fisher,
    newcombe,
    smallest_expected,
    unpooled,
    wilson,
)
from kpi_xl_analyses.statistics.ranks import ranks
from kpi_xl_analyses.statistics.ratios import overdispersion, rate_ratio, ratio_of
from kpi_xl_analyses.statistics.shrinkage import prior_of
from kpi_xl_analyses.statistics.stl import stl
from kpi_xl_analyses.statistics.trends import mann_kendall, theil_sen

STL_REFERENCE = Path(__file__).with_name("stl_by_statsmodels.json")


@pytest.mark.parametrize(
    ("first", "second", "z", "p"),
    [
        (Part(250, 5000), Part(295, 5000), 1.9823644, 0.0474385),  # geratools.com
        (Part(100, 1000), Part(130, 1000), 2.1027406, 0.0354885),  # calculatorlib.com
        (Part(250, 5000), Part(300, 5000), 2.1931723, 0.0282950),  # scipy; aibizhub prints 2.18 and is wrong
    ],
)
def test_two_proportion_z(first: Part, second: Part, z: float, p: float) -> None:
    found = difference(first, second)
    assert (found.z, found.p, found.method) == (pytest.approx(z, abs=1e-6), pytest.approx(p, abs=1e-6), "z")


def test_the_unpooled_interval_is_that_of_others() -> None:
    """R: prop.test(c(295, 250), c(5000, 5000), correct = FALSE)$conf.int."""
    assert unpooled(Part(250, 5000), Part(295, 5000)) == pytest.approx((0.0001034473, 0.0178965527), abs=1e-9)


@pytest.mark.parametrize(
    ("part", "expected"),
    [  # Newcombe 1998, Statistics in Medicine 17: 857, table I
        (Part(81, 263), (0.2552885, 0.3662096)),
        (Part(15, 148), (0.0624, 0.1605)),
        (Part(0, 20), (0.0, 0.1611251)),
        (Part(1, 29), (0.0061132, 0.1717552)),
    ],
)
def test_wilsons_interval_is_that_of_others(part: Part, expected: tuple[float, float]) -> None:
    assert wilson(part) == pytest.approx(expected, abs=5e-5)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [  # Newcombe 1998, Statistics in Medicine 17: 873, table II, method 10
        (Part(48, 80), Part(56, 70), (0.0524, 0.3339)),
        (Part(3, 10), Part(9, 10), (0.1705, 0.8090)),
        (Part(0, 10), Part(10, 10), (0.6075, 1.0)),
        (Part(0, 20), Part(0, 10), (-0.1611, 0.2775)),
    ],
)
def test_newcombes_interval_is_that_of_others(first: Part, second: Part, expected: tuple[float, float]) -> None:
    assert newcombe(first, second) == pytest.approx(expected, abs=5e-5)


def test_fishers_exact_test_is_that_of_others() -> None:
    """Agresti 1990, the tea-tasting lady: fisher.test(matrix(c(3, 1, 1, 3), 2)) gives 0.4857."""
    assert fisher(Part(3, 4), Part(1, 4)) == pytest.approx(0.4857143, abs=1e-6)
    assert difference(Part(3, 4), Part(1, 4)).method == "fisher"
    assert smallest_expected(Part(3, 4), Part(1, 4)) == 2


def test_welchs_test_is_that_of_others() -> None:
    """R's t.test on the example of two groups of ten."""
    first, second = (11, 9, 10, 11, 10, 12, 9, 11, 12, 9), (11, 13, 10, 13, 12, 9, 11, 12, 12, 11)
    samples = sample_of(first), sample_of(second)
    assert samples[0]
    assert samples[1]
    found = welch(samples[0], samples[1])
    assert found
    assert (found.t, found.degrees, found.p) == pytest.approx((-1.8325, 17.9, 0.08356), abs=5e-4)
    assert found.interval == pytest.approx((-2.1469104, 0.1469104), abs=1e-6)


def test_welch_of_the_sleep_data() -> None:
    """R: t.test(extra ~ group, data = sleep), after Student 1908."""
    first = (0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0)
    second = (1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4)
    samples = sample_of(first), sample_of(second)
    assert samples[0]
    assert samples[1]
    found = welch(samples[0], samples[1])
    assert found
    assert (found.t, found.degrees, found.p) == pytest.approx((-1.8608, 17.776, 0.07939), abs=5e-4)


def test_mann_whitney_is_that_of_others() -> None:
    """R: wilcox.test of Hollander and Wolfe 1973, p. 69 f.: exact, two-sided twice its 0.1272."""
    first = (0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46)
    second = (1.15, 0.88, 0.90, 0.74, 1.21)
    assert mann_whitney(first, second) == pytest.approx(0.2544, abs=1e-4)
    assert mann_whitney((1, 1), (1, 1)) == 1


@pytest.mark.parametrize("sizes", [(3, 8), (9, 12), (2, 40)])
@pytest.mark.parametrize("ties", [False, True])
def test_mann_whitney_is_scipys_with_few_values_and_many(sizes: tuple[int, int], ties: bool) -> None:  # noqa: FBT001
    first, second = ([(7 * at + size) % 101 / 3 for at in range(size)] for size in sizes)
    if ties:
        second[0] = first[0]
    expected = mannwhitneyu(first, second, alternative="two-sided").pvalue
    assert mann_whitney(first, second) == pytest.approx(expected, rel=1e-12)


def test_equal_values_share_a_rank() -> None:
    values = [3.0, 1.0, 3.0, 2.0, 3.0]
    assert ranks(values).tolist() == rankdata(values).tolist() == [4, 1, 4, 2, 4]


def test_mann_whitney_of_several_groups_is_that_of_each_against_the_others() -> None:
    groups = [[(7 * at + 3 * step) % (5 + at) for step in range(10 + at)] for at in range(5)]
    for at, found in enumerate(mann_whitney_each(groups)):
        others = [value for other, group in enumerate(groups) if other != at for value in group]
        assert found == pytest.approx(mannwhitneyu(groups[at], others, alternative="two-sided").pvalue, rel=1e-12)
    assert mann_whitney_each([[1, 1], [1, 1]]) == [1, 1]
    assert mann_whitney_each([[1, 2]]) == [1]


def test_holm_and_benjamini_hochberg() -> None:
    """stdlib.io's example, and R's p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), …)."""
    assert holm([0.319, 0.201, 0.4, 0.374, 0.113]) == pytest.approx([0.957, 0.804, 0.957, 0.957, 0.565])
    assert holm([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05, 0.08, 0.09, 0.09, 0.09])
    assert benjamini_hochberg([0.01, 0.02, 0.03, 0.04, 0.05]) == pytest.approx([0.05] * 5)
    # Benjamini and Hochberg 1995, the fifteen p values of their example: four are declared at 5 %.
    paper = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590,
        1.0,
    ]  # fmt: skip
    assert sum(p <= 0.05 for p in benjamini_hochberg(paper)) == 4
    assert sum(p <= 0.05 for p in holm(paper)) == 3


def test_the_chance_to_be_better_is_that_of_others() -> None:
    """Evan Miller's closed form; turned round, both chances are one."""
    first, second = Part(100, 200), Part(120, 200)
    assert second_is_better(first, second) == pytest.approx(0.9775864, abs=1e-6)
    assert second_is_better(second, first) == pytest.approx(1 - 0.9775864, abs=1e-6)
    large = second_is_better(Part(300_000, 3_000_000), Part(300_700, 3_000_000))
    assert large == pytest.approx(0.8297, abs=1e-3)  # both posteriors normal


def test_the_sample_size_is_that_of_others() -> None:
    """Evan Miller's calculator shows 1,030 for 20 % and 5 points; R's power.prop.test(p1=.5, p2=.75, power=.9) 76.7."""
    assert sample_size(0.2, 0.05) == pytest.approx(1030, abs=0.5)
    assert sample_size(0.8, 0.05) == pytest.approx(1030, abs=0.5)
    assert sample_size_pooled(0.5, 0.75, power=0.9) == pytest.approx(76.7, abs=0.05)


def test_net_promoter_score() -> None:
    """MeasuringU's adjusted Wald; stats.stackexchange.com/a/18609 for the variance."""
    assert adjusted_wald(60, 15, 100) == pytest.approx((0.2934311, 0.5803553), abs=1e-6)
    assert score_variance(1 / 2, 1 / 6) == pytest.approx(0.5555555555555556, abs=1e-12)


def test_mann_kendall_and_theil_sen() -> None:
    """Gilbert 1987, p. 209: ten values without ties have Var(S) = 125; slopes by hand."""
    rising = mann_kendall(range(10))
    assert (rising.s, rising.variance) == (45, 125)
    assert rising.z == pytest.approx(44 / 125**0.5)
    assert mann_kendall([5, 5, 5]).p == 1
    # Ties: n(n−1)(2n+5) − Σ t(t−1)(2t+5), over 18.
    assert mann_kendall([1, 2, 2, 3]).variance == pytest.approx((4 * 3 * 13 - 2 * 1 * 9) / 18)
    assert theil_sen([1, 2, 100, 4]) == 1
    assert theil_sen([7]) is None


def test_the_modified_z_is_that_of_others() -> None:
    """NIST handbook 1.3.5.17: Iglewicz and Hoaglin call more than 3.5 an outlier."""
    assert modified_z([1, 2, 3, 4, 100])[-1] == pytest.approx(0.6745 * 97)
    assert modified_z([5, 5, 5, 5, 6]) == [0, 0, 0, 0, 0]
    assert modified_z([5, 5, 5, 5, 6], floor=1)[-1] == pytest.approx(1)


def test_the_ratio_of_rates_is_that_of_others() -> None:
    """Rothman and Greenland 1998: 41 of 28,010 and 15 of 19,017 person-years, ratio 1.86, Wald 95 % 1.03 to 3.35."""
    found = rate_ratio((41, 28_010), (15, 19_017))
    assert found
    assert found.ratio == pytest.approx(1.856, abs=1e-3)
    assert found.interval == pytest.approx(Interval(1.027, 3.353), abs=2e-3)
    assert rate_ratio((0, 10), (5, 10)) is None


def test_counts_that_vary_more_than_chance() -> None:
    assert overdispersion([4, 4, 4], [9, 9]) == 1
    assert overdispersion([0, 8], [2, 10]) == pytest.approx((8 + 32 / 6) / 2)


def test_delta_method_of_equal_bases_is_the_mean() -> None:
    """With one view each, the variance of a click rate is that of a mean: s² / n."""
    found = ratio_of([1, 0, 0, 1, 1], [1, 1, 1, 1, 1])
    assert found
    assert (found.value, found.variance) == (pytest.approx(0.6), pytest.approx(0.3 / 5))
    assert ratio_of([1], [1]) is None


def test_equal_rates_are_drawn_to_one_mean() -> None:
    assert prior_of(2, 20, 200, 20_000, 2).fair(3, 10) == pytest.approx(23 / 210)


@pytest.mark.parametrize("days", ["21", "60", "200"])
def test_stl_is_that_of_statsmodels(days: str) -> None:
    """statsmodels 0.15, STL(y, period=7, robust=True).fit(), which was held against Cleveland's own Fortran."""
    reference = json.loads(STL_REFERENCE.read_text(encoding="utf-8"))[days]
    found = stl(reference["series"])
    assert found.trend == pytest.approx(reference["trend"], abs=1e-6)
    assert found.season == pytest.approx(reference["season"], abs=1e-6)

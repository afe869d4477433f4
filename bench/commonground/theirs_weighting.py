"""balance and samplics on the data that they ship as examples: weights, estimates, and the CPU seconds they took.

With "data:NAME" it prints an example instead: columns, margins, the weights people came with and what is estimated.
"""

import contextlib
import json
import logging
import os
import resource
import sys
import warnings

import numpy as np
import pandas as pd
from balance import load_data
from balance.weighting_methods.rake import rake
from samplics import PopParam
from samplics.datasets import load_nhanes2
from samplics.estimation import TaylorEstimator
from samplics.weighting import SampleWeight

CLOSE = 1e-11


def cpu():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def of_balance():
    """The sample and the population of balance's tutorial: 1,000 and 10,000 people, gender and age group."""
    population, sample = load_data()
    names = ["gender", "age_group"]
    # Who did not say is a group of their own, as balance has it.
    return sample[names].fillna("not said"), population[names].fillna("not said"), sample["happiness"]


def of_samplics():
    """Of the American health survey that samplics ships: 9,188 people with their weights, and margins a little moved."""
    data = load_nhanes2()["data"].dropna(subset=["zinc", "diabetes"]).reset_index(drop=True)
    margins = {}
    for name, moved in (("race", 0.02), ("highbp", 0.03), ("diabetes", 0.1)):
        known = data.groupby(name)["finalwgt"].sum()
        change = np.linspace(1 - moved, 1 + moved, len(known))
        margins[name] = known * change * known.sum() / (known * change).sum()
    return data, margins


def example(name):
    if name == "balance":
        sample, population, happiness = of_balance()
        columns = {each: sample[each].tolist() for each in sample}
        margins = {each: {key: int(n) for key, n in population[each].value_counts().items()} for each in population}
        return {"columns": columns, "margins": margins, "base": None, "estimate": [str(each) for each in happiness]}
    data, margins = of_samplics()
    return {
        "columns": {each: [str(int(value)) for value in data[each]] for each in margins},
        "margins": {each: {str(int(key)): float(n) for key, n in known.items()} for each, known in margins.items()},
        "base": data["finalwgt"].astype(float).tolist(),
        "estimate": [str(each) for each in data["zinc"]],
    }


def raked_by_balance():
    sample, population, _happiness = of_balance()
    ones, all_ones = pd.Series(np.ones(len(sample))), pd.Series(np.ones(len(population)))
    before = cpu()
    found = rake(
        sample,
        ones,
        population,
        all_ones,
        variables=list(sample),
        transformations=None,
        convergence_rate=CLOSE,
        rate_tolerance=CLOSE,
    )
    return cpu() - before, found["weight"].tolist()


def raked_by_samplics():
    data, margins = of_samplics()
    groups = {each: data[each].astype(int).to_numpy() for each in margins}
    control = {each: {int(key): float(n) for key, n in known.items()} for each, known in margins.items()}
    before = cpu()
    weights = SampleWeight().rake(
        data["finalwgt"].astype(float).to_numpy(), groups, control, tol=CLOSE, ctrl_tol=CLOSE, max_iter=1000
    )
    return cpu() - before, weights.tolist()


def calibrated_by_samplics():
    data, margins = of_samplics()
    known = {(name, key): float(n) for name, each in margins.items() for key, n in each.items()}
    # With every category of every margin, the columns would depend on each other.
    _first, *others = margins
    left_out = {(name, margins[name].index[-1]) for name in others}
    kept = [each for each in known if each not in left_out]
    columns = np.column_stack([(data[name] == key).astype(float) for name, key in kept])
    before = cpu()
    weights = SampleWeight().calibrate(
        data["finalwgt"].astype(float).to_numpy(), columns, {f"{name} {key}": known[name, key] for name, key in kept}
    )
    return cpu() - before, weights.tolist()


def estimated_by_samplics():
    data, _margins = of_samplics()
    before = cpu()
    found = TaylorEstimator(PopParam.mean)
    found.estimate(y=data["zinc"].astype(float).to_numpy(), samp_weight=data["finalwgt"].astype(float).to_numpy())
    seconds = cpu() - before
    return seconds, [float(each) for each in (found.point_est, found.stderror, found.lower_ci, found.upper_ci)]


WORK = {
    "rake:balance": raked_by_balance,
    "rake:samplics": raked_by_samplics,
    "linear:samplics": calibrated_by_samplics,
    "estimate:samplics": estimated_by_samplics,
}


def main():
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    what, name = sys.argv[1].split(":")
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):
        if what == "data":
            said = example(name)
        else:
            seconds, outcome = WORK[sys.argv[1]]()
            said = {"seconds": seconds, "outcome": outcome}
    print(json.dumps(said))


if __name__ == "__main__":
    main()

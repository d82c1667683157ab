
// Lists of records: numbers in their order, each with a weight

/** One list of several: each record once, with the greatest of its weights. */
function united(lists) {
  if (lists.length === 1) return lists[0];
  const best = new Map();
  for (const { numbers, weights } of lists) {
    for (let at = 0; at < numbers.length; at++) {
      const before = best.get(numbers[at]);
      if (before === undefined || before < weights[at]) best.set(numbers[at], weights[at]);
    }
  }
  const numbers = Float64Array.from(best.keys()).sort();
  return { numbers, weights: Uint8Array.from(numbers, (number) => best.get(number)) };
}

const heavier = ({ numbers, weights }, times) => ({
  numbers,
  weights: weights.map((weight) => weight * times),
});

const NOTHING = { numbers: new Float64Array(), weights: new Uint8Array() };

/** Which of sorted numbers stand in another sorted list, as ones and zeros. */
function inBoth(numbers, others) {
  const found = new Uint8Array(numbers.length);
  let other = 0;
  for (let at = 0; at < numbers.length; at++) {
    while (others[other] < numbers[at]) other++;
    found[at] = others[other] === numbers[at];
  }
  return found;
}

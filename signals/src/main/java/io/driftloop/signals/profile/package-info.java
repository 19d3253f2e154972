/**
 * Summaries of rows: bounded, mergeable, serialisable. A {@link
 * io.driftloop.signals.profile.ReferenceProfile} says what is normal for a model version; a window
 * gathers a {@link io.driftloop.signals.profile.DataProfile} over the reference's bins, and is
 * compared with {@link io.driftloop.signals.profile.ReferenceProfile#expected}.
 *
 * <p>Bytes as written, however many rows there were:
 *
 * <table>
 * <caption>Sizes</caption>
 * <tr><th>what</th><th>bytes</th></tr>
 * <tr><td>a number with b bins: histogram, moments, range counts</td><td>77 + 8b, 157 with 10</td></tr>
 * <tr><td>a category with c categories</td><td>21 + 8c, 77 with 7</td></tr>
 * <tr><td>correlation, for each of d ≤ 32 numbers</td><td>28 + 4d, 108 of 20 (+ 24d for one that is
 * ever missing)</td></tr>
 * <tr><td>head, classes and score histograms of k classes</td><td>422 + 8k, 438 of 2</td></tr>
 * <tr><td>rows per slot of a season</td><td>8 a slot</td></tr>
 * <tr><td>seasonal reference</td><td>a profile a slot: 7, 12 or 24 times the above</td></tr>
 * <tr><td>32 random features, for all features together</td><td>4,493</td></tr>
 * </table>
 *
 * <p>Counts, correlations and random features are sums of whole numbers: merging equals one pass to
 * the last bit, in any order. {@link io.driftloop.signals.profile.Moments} agree but for rounding.
 */
package io.driftloop.signals.profile;

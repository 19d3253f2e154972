/**
 * Sketches of single features (Apache DataSketches): what fixed bins cannot answer, in bounded
 * space, and bins for a reference whose rows are too many to keep.
 *
 * <table>
 * <caption>Sizes and errors</caption>
 * <tr><th>what</th><th>bytes at most</th><th>exact up to</th><th>error beyond</th></tr>
 * <tr><td>{@link io.driftloop.signals.sketch.QuantileSketch} of a number</td><td>3,300</td>
 * <td>200 values</td><td>rank ± 1.33 %, 99 % confidence</td></tr>
 * <tr><td>{@link io.driftloop.signals.sketch.DistinctSketch} of a category</td><td>1,300</td>
 * <td>some dozens</td><td>2.3 % relative standard error</td></tr>
 * <tr><td>{@link io.driftloop.signals.sketch.FrequentItems} of a category</td><td>3,200</td>
 * <td>192 different items</td><td>count ± 1.4 % of all</td></tr>
 * </table>
 *
 * <p>Merged or in one pass: distinct counts are the same; frequent counts keep within their bounds
 * and are the same while exact; quantiles keep within their error and are the same while exact.
 */
package io.driftloop.signals.sketch;

/**
 * Decisions that stay right however long and however often one looks. Which to use:
 *
 * <ul>
 *   <li>windows against a reference (drift): {@link
 *       io.driftloop.signals.sequential.TwoSampleEValue} of {@link
 *       io.driftloop.signals.sequential.DyadicScales} blocks at the levels of {@link
 *       io.driftloop.signals.sequential.FalseAlarmBudget};
 *   <li>a bounded loss against a limit, since when one does not know: {@link
 *       io.driftloop.signals.sequential.EDetector}, at a level of the same budget;
 *   <li>a bounded loss against a limit, over a trial with a beginning, such as a canary's: {@link
 *       io.driftloop.signals.sequential.RiskEProcess};
 *   <li>which of the tests of many models to look at, such that few are false: {@link
 *       io.driftloop.signals.sequential.ELond}, or {@link
 *       io.driftloop.signals.sequential.OnlineFdr} where tests are independent.
 * </ul>
 */
package io.driftloop.signals.sequential;

/** The retrain worker: from a retraining event to a published, or rejected, version. */
package io.driftloop.retrain;

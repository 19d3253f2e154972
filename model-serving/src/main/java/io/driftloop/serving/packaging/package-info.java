/** The model package: one zip that holds all of a version, and the rules for reading it safely. */
package io.driftloop.serving.packaging;

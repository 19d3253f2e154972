/** Scoring with DL4J: networks are loaded without any class that a package could name freely. */
package io.driftloop.serving.dl4j;

package io.driftloop.serving.packaging;

import io.driftloop.schemas.Normaliser;

/**
 * The part of a package that scores, as it is stored. It is kept apart from the training library,
 * so that monitoring reads packages without it.
 *
 * @param normaliser makes the network's input of raw features
 * @param configuration the network's layers as DL4J's JSON
 * @param coefficients the network's parameters in ND4J's binary format
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; millions of boxed numbers otherwise.
public record NetworkParts(Normaliser normaliser, String configuration, byte[] coefficients) {}

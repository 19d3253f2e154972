/**
 * What a closed window says to people: which failure it is, whom to call, where it hurts and what
 * could be done about it.
 */
package io.driftloop.signals.diagnosis;

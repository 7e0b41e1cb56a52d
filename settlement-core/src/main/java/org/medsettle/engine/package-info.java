/**
 * The ring and its stages: publish, then journal beside state machine, then the reply gate. The only room that knows the
 * Disruptor.
 */
@NullMarked
package org.medsettle.engine;

import org.jspecify.annotations.NullMarked;

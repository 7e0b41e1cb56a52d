/** Netty plumbing that every door shares: event loops, listening, connection limits, deadlines, flushing. Knows no protocol. */
@NullMarked
package org.medsettle.gateway.transport;

import org.jspecify.annotations.NullMarked;

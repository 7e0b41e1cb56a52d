/**
 * What a user would pick instead, doing the same work on the same machine: PostgreSQL and Redis, started on loopback with
 * data directories of their own, and stopped again.
 */
@NullMarked
package org.medsettle.bench.peer;

import org.jspecify.annotations.NullMarked;

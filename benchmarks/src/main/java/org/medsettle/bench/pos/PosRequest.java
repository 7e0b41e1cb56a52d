package org.medsettle.bench.pos;

import org.medsettle.bench.open.LoadRequest;

/** A message to the POS door under way. Threads: the event loop. Units: fen. */
final class PosRequest extends LoadRequest {
    int till;
    int stan;
    int holder;
    long amountFen;
}

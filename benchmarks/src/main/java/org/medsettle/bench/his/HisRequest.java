package org.medsettle.bench.his;

import org.medsettle.bench.open.LoadRequest;
import org.medsettle.bench.workload.RequestBuffer;

/** A request to the HIS door under way, with its body. Threads: the event loop. */
final class HisRequest extends LoadRequest {
    final RequestBuffer body = new RequestBuffer();
    int holder;
    int institution;
    String messageId = "";
    long setlId;
    long mdtrtId;
}

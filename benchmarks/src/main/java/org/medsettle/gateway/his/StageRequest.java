package org.medsettle.gateway.his;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.medsettle.bench.his.HisDoor;
import org.medsettle.bench.micro.StageLedger;
import org.medsettle.bench.workload.Workload;
import org.medsettle.gateway.his.http.HttpRequestHead;

/** A settlement as the client writes it and as the door's HTTP side hands it over. Threads: one. */
final class StageRequest implements HttpRequestHead {
    private static final String SETTLEMENTS_ONLY = "his.transactions = 2102=1\nlines = 2";

    private final byte[] body;

    StageRequest() throws IOException {
        HisDoor client = new HisDoor(
                Workload.parse("stage", SETTLEMENTS_ONLY), StageLedger.population(), "127.0.0.1", HisDoor.PATH, 1);
        ByteBuf written = Unpooled.buffer();
        client.write(written, client.newRequest());
        int start = written.indexOf(0, written.writerIndex(), (byte) '{');
        body = new byte[written.writerIndex() - start];
        written.getBytes(start, body);
    }

    byte[] body() {
        return body;
    }

    @Override
    public CharSequence method() {
        return "POST";
    }

    @Override
    public CharSequence path() {
        return HisDoor.PATH;
    }

    @Override
    public @Nullable CharSequence field(String lowerCaseName) {
        return null;
    }
}

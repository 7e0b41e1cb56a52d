package org.medsettle.gateway.cli.demo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/** Both doors of a {@link FakeLedger} on one port; {@link #kill} leaves some requests done but not answered. */
final class FakeNode implements AutoCloseable {
    private final JsonFactory json = new JsonFactory();
    private final FakeLedger ledger;
    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ChannelGroup open = new DefaultChannelGroup(loop.next());
    private Channel server;
    private boolean isMute;
    private int requestsLeftToMute;

    FakeNode(FakeLedger ledger) {
        this.ledger = ledger;
        start();
    }

    private void start() {
        server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        open.add(channel);
                        channel.pipeline()
                                .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20), new Handler());
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    NodePorts ports() {
        InetSocketAddress at = (InetSocketAddress) server.localAddress();
        return new NodePorts(at, at, at);
    }

    /** Executes {@code requests} more without answering, then closes every connection and listens anew. */
    void killAfter(int requests) {
        loop.next().submit(() -> requestsLeftToMute = requests).syncUninterruptibly();
    }

    /** Listens again, on another port. */
    void restart() {
        loop.next().submit(() -> isMute = false).syncUninterruptibly();
        start();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        loop.shutdownGracefully(0, 1, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    private final class Handler extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) throws IOException {
            byte[] answer = answer(request);
            if (requestsLeftToMute > 0) {
                isMute = true;
                if (--requestsLeftToMute == 0) {
                    server.close();
                    open.close();
                }
            }
            if (!isMute) {
                FullHttpResponse response = new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(answer));
                response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.length);
                context.writeAndFlush(response);
            }
        }
    }

    private byte[] answer(FullHttpRequest request) throws IOException {
        String path = request.uri();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            if (path.endsWith("/report-loss")) {
                ledger.reportLoss(path.split("/")[5]);
            } else if (request.method().equals(HttpMethod.GET)) {
                for (Map.Entry<String, Long> figure : ledger.digest().entrySet()) {
                    out.writeNumberField(figure.getKey(), figure.getValue());
                }
            } else {
                try (JsonParser in = json.createParser(ByteBufUtil.getBytes(request.content()))) {
                    Map<String, String> fields = new HashMap<>();
                    in.nextToken();
                    flatten(in, fields);
                    call(fields, out);
                }
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void flatten(JsonParser in, Map<String, String> fields) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = in.nextToken();
            if (token.isStructStart()) {
                depth++;
            } else if (token.isStructEnd()) {
                depth--;
            } else if (token != JsonToken.FIELD_NAME) {
                fields.putIfAbsent(in.currentName(), in.getText());
            }
        }
    }

    private void call(Map<String, String> in, JsonGenerator out) throws IOException {
        String key = in.get("msgid");
        switch (in.get("infno")) {
            case "9001" -> {
                envelope(out, 0);
                out.writeObjectFieldStart("output");
                out.writeStringField("sign_no", "S1");
                out.writeEndObject();
            }
            case "1101" -> inquire(in, out);
            case "2101" -> write(out, quote(in), in);
            case "2102" -> write(out, ledger.settle(key, body(in), quote(in)), in);
            case "2103" -> write(out, ledger.cancel(key, Long.parseLong(in.get("setl_id"))), in);
            case "2601" -> envelope(out, ledger.reverse(key, in.get("omsgid"), in.get("oinfno")).code);
            case "5203" -> write(out, ledger.settlement(Long.parseLong(in.get("setl_id"))), in);
            case "S102" -> outcome(ledger.outcome(in.get("omsgid")), in, out);
            default -> envelope(out, 1004);
        }
    }

    private static String body(Map<String, String> in) {
        return YuanText.fen(in.get("medfee_sumamt")) + in.get("mdtrt_cert_no");
    }

    private FakeLedger.Outcome quote(Map<String, String> in) {
        return ledger.quote(
                in.get("mdtrt_cert_type"),
                in.get("mdtrt_cert_no"),
                YuanText.fen(in.get("medfee_sumamt")),
                in.get("acct_used_flag").equals("1"));
    }

    private void inquire(Map<String, String> in, JsonGenerator out) throws IOException {
        int code = ledger.credentialCode(in.get("mdtrt_cert_type"), in.get("mdtrt_cert_no"));
        envelope(out, code);
        if (code == 0) {
            out.writeObjectFieldStart("output");
            int person = ledger.personOf(in.get("mdtrt_cert_no"));
            out.writeStringField("balc", YuanText.of(ledger.balanceFen(person)));
            out.writeEndObject();
        }
    }

    private static void envelope(JsonGenerator out, int code) throws IOException {
        out.writeNumberField("infcode", code == 0 ? 0 : -1);
        out.writeStringField("err_msg", code == 0 ? "" : "不能结算[" + code + " NAME]");
    }

    private void outcome(FakeLedger.Outcome found, Map<String, String> in, JsonGenerator out) throws IOException {
        envelope(out, 0);
        out.writeObjectFieldStart("output");
        out.writeObjectFieldStart("outcome");
        out.writeStringField("state", found == null ? "NEVER_SEEN" : "DONE");
        if (found != null) {
            out.writeStringField("undone_by", found.undoneBy);
            write(out, found, in);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private void write(JsonGenerator out, FakeLedger.Outcome outcome, Map<String, String> in) throws IOException {
        envelope(out, outcome.code);
        if (outcome.code != 0 || outcome.infno.equals("2601")) {
            out.writeNullField("output");
            return;
        }
        out.writeObjectFieldStart("output");
        out.writeObjectFieldStart("setlinfo");
        out.writeStringField("setl_id", Long.toString(outcome.setlId));
        out.writeStringField("mdtrt_id", Long.toString(outcome.setlId + 1_000));
        out.writeStringField("psn_no", ledger.psnNo(outcome.person));
        amount(out, "medfee_sumamt", outcome.medfeeFen);
        amount(out, "acct_pay", outcome.accountFen);
        amount(out, "psn_cash_pay", outcome.medfeeFen - outcome.accountFen);
        amount(out, "balc", outcome.balanceFen);
        if (in.get("infno").equals("5203")) {
            out.writeStringField("refd_setl_flag", outcome.originalId == 0 ? "0" : "1");
            out.writeStringField("setl_state", outcome.undoneBy.isEmpty() ? "SETTLED" : outcome.undoneBy);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void amount(JsonGenerator out, String name, long fen) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(YuanText.of(fen));
    }
}

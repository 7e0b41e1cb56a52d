package org.medsettle.gateway.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medsettle.common.ThreadSafe;
import org.medsettle.gateway.admin.console.ConsoleFiles;
import org.medsettle.gateway.admin.http.AdminChannelInitializer;
import org.medsettle.gateway.admin.http.AdminConnections;
import org.medsettle.gateway.admin.http.Route;
import org.medsettle.gateway.admin.http.Route.Access;
import org.medsettle.gateway.config.AdminConfig;
import org.medsettle.gateway.link.CommandLink;
import org.medsettle.gateway.trail.AuditTrail;
import org.medsettle.gateway.transport.LoopWatch;

/**
 * The admin and operations door: one listener, one event loop.
 *
 * <p>Threads: any may start and close it; it holds no other state than its loop. Failure: an address that cannot be bound
 * is an {@link IOException} that names it.
 */
@ThreadSafe
public final class AdminServer implements AutoCloseable {
    private static final long WATCH_INTERVAL_MS = 250;

    private final EventLoopGroup group;
    private final Channel listener;
    private final AdminChannelInitializer connections;
    private final ReplyLane lane;

    private AdminServer(EventLoopGroup group, Channel listener, AdminChannelInitializer connections, ReplyLane lane) {
        this.lane = lane;
        this.group = group;
        this.listener = listener;
        this.connections = connections;
    }

    /** Opens the door; operators' calls are written into {@code trail} before they are answered. */
    public static AdminServer start(
            AdminConfig config,
            CommandLink link,
            NodeStatus status,
            SnapshotStatus snapshots,
            NodeMetrics metrics,
            AuditTrail trail,
            NodeControl control)
            throws IOException {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("admin-event-loop", true), NioIoHandler.newFactory());
        EventLoop loop = group.next();
        ReplyLane lane = ReplyLane.open(link, loop, config.replyTimeoutMs());
        LoopWatch watch = new LoopWatch();
        watch.start(
                loop, Math.min(WATCH_INTERVAL_MS, config.idleTimeoutMs()), lagNs -> metrics.loopLag("admin", lagNs));
        AdminChannelInitializer connections = new AdminChannelInitializer(
                config,
                routes(lane, status, snapshots, metrics, trail, control, config.inquiriesPerMinute()),
                trail,
                metrics::adminRequest,
                new AdminConnections(config, watch, metrics.adminPeers()));
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(connections)
                .bind(config.host(), config.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            throw new IOException(
                    "cannot listen on " + config.host() + ":" + config.port() + " (admin.host, admin.port): "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new AdminServer(group, bound.channel(), connections, lane);
    }

    private static List<Route> routes(
            ReplyLane lane,
            NodeStatus status,
            SnapshotStatus snapshots,
            NodeMetrics metrics,
            AuditTrail trail,
            NodeControl control,
            int inquiriesPerMinute) {
        LedgerReading ledger = new LedgerReading(lane, metrics.ledger());
        List<Route> routes = new ArrayList<>(List.of(
                new Route("GET", "/livez", true, HealthEndpoints::live),
                new Route("GET", "/readyz", true, (call, exchange) -> HealthEndpoints.ready(status, exchange)),
                new Route("GET", "/openapi.json", Access.WATCH, new OpenApiEndpoint()),
                new Route(
                        "GET", "/version", Access.WATCH, (call, exchange) -> HealthEndpoints.version(status, exchange)),
                new Route("GET", "/metrics", Access.WATCH, new MetricsEndpoint(ledger, metrics)),
                new Route("GET", "/api/v1/node/overview", Access.WATCH, new OverviewEndpoint(ledger, status, metrics)),
                new Route("GET", "/api/v1/audit", false, new AuditEndpoint(trail, lane.loop())),
                new Route("POST", "/api/v1/node/reload", false, new ReloadEndpoint(control, lane.loop())),
                new Route("POST", "/api/v1/node/drain", false, new DrainEndpoint(control)),
                new Route(
                        "GET",
                        "/api/v1/node/snapshot",
                        false,
                        (call, exchange) -> SnapshotEndpoints.show(snapshots, exchange)),
                new Route(
                        "POST",
                        "/api/v1/node/snapshot",
                        false,
                        (call, exchange) -> SnapshotEndpoints.take(snapshots, call, exchange)),
                new Route("POST", "/api/v1/import/{kind}", false, new ImportEndpoint(lane, metrics.feeds()))));
        routes.addAll(questions(lane, new InquiryLimit(inquiriesPerMinute)));
        routes.addAll(changes(lane));
        routes.addAll(ConsoleFiles.routes());
        return routes;
    }

    /** What may be asked of the ledger. */
    private static List<Route> questions(ReplyLane lane, InquiryLimit limit) {
        InvalidListEndpoint lists = new InvalidListEndpoint(lane, limit);
        return List.of(
                new Route("GET", "/api/v1/node/digest", false, new QueryEndpoints(lane)::digest),
                new Route("GET", "/api/v1/invalid-list", false, lists::versions),
                new Route("GET", "/api/v1/invalid-list/entries", false, lists::entries),
                new Route("POST", "/api/v1/invalid-list/inquiry", false, lists::inquiry),
                new Route("GET", "/api/v1/invalid-list/{area}/{number}", false, lists::card),
                new Route("GET", "/api/v1/cards/{area}/{number}", false, lists::file),
                new Route("POST", "/api/v1/persons/inquiry", false, new PersonEndpoint(lane, limit)),
                new Route("POST", "/api/v1/settlements/inquiry", false, new SettlementEndpoint(lane, limit)),
                new Route("GET", "/api/v1/day-totals", false, new DayTotalsEndpoint(lane)));
    }

    /** What changes cards, accounts and institutions, and what closes a day. */
    private static List<Route> changes(ReplyLane lane) {
        CardLifeEndpoint lives = new CardLifeEndpoint(lane);
        InstitutionEndpoint institutions = new InstitutionEndpoint(lane);
        return List.of(
                new Route("POST", "/api/v1/cards/{area}/{number}/issue", false, lives::issue),
                new Route("POST", "/api/v1/cards/{area}/{number}/replace", false, lives::replace),
                new Route("POST", "/api/v1/cards/{area}/{number}/track", false, lives::track),
                new Route("POST", "/api/v1/cards/{area}/{number}/move", false, lives::move),
                new Route("POST", "/api/v1/cards/{area}/{number}/pin", false, lives::setPin),
                new Route("POST", "/api/v1/cards/{area}/{number}/verify-pin", false, lives::verifyPin),
                new Route("POST", "/api/v1/cards/{area}/{number}/reimburse", false, new ReimbursementEndpoint(lane)),
                new Route("POST", "/api/v1/cards/{area}/{number}/{event}", false, new CardEndpoint(lane)),
                new Route("POST", "/api/v1/work-calendar", false, new WorkCalendarEndpoint(lane)),
                new Route("POST", "/api/v1/institutions/{fixmedins_code}/suspend", false, institutions::suspend),
                new Route("POST", "/api/v1/institutions/{fixmedins_code}/resume", false, institutions::resume),
                new Route("POST", "/api/v1/business-day/close", false, new BusinessDayEndpoint(lane)),
                new Route("POST", "/api/v1/accounts/{psn_no}/{event}", false, new AccountEndpoint(lane)));
    }

    /** The port it listens on, which is the one asked for unless that was 0. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** From now on the cards are looked through once a day; for a node that has its ledger. */
    public void sweepCards() {
        lane.loop().execute(new CardSweep(lane, CardSweep.LOOK_EVERY_MS)::start);
    }

    /** What can be called here. */
    List<Route> routes() {
        return connections.routes();
    }

    /** Open connections, for the metrics. */
    public int connections() {
        return connections.count();
    }

    /** Stops listening, lets answers under way finish for a moment, ends the loop. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly();
        group.shutdownGracefully(0, 2_000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
    }
}

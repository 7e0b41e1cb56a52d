# An image of a node, made of the archive that `mvn package` has left in gateway/target. Beyond the base image it needs no network:
#   mvn package && docker build --tag medsettle .
# Tried on 28 November 2026 with podman 4.3 and runc, on a base of Debian 12 with its JDK 17 (--build-arg BASE=...): built, and run as
# below but on the host's network and with 16,384 descriptors: ready; the node is process 1, user 10001, the root read-only; stopped
# with status 0 after a drain, started again on its volume. The default base has not been tried.
#
#   docker run --read-only --tmpfs /tmp:exec --stop-timeout 60 --ulimit nofile=65536 \
#       --volume medsettle-data:/var/lib/medsettle --publish 127.0.0.1:8080:8080 --publish 127.0.0.1:8583:8583 medsettle
#
# --stop-timeout must be longer than node.drain_timeout_ms and ten seconds. A JDK, not a JRE: the node compiles value classes at start.
ARG BASE=eclipse-temurin:17-jdk
FROM ${BASE}

# ADD unpacks; the archive's one folder carries the version.
ADD gateway/target/medsettle-*.tar.gz /opt/
RUN ln -s /opt/medsettle-* /opt/medsettle \
    && install -d -m 0750 -o 10001 -g 10001 /var/lib/medsettle

# Doors of a container must listen beyond its own loopback. The admin door stays on it: whoever wants it from outside sets
# MEDSETTLE_ADMIN_HOST and MEDSETTLE_ADMIN_TOKEN, and puts TLS in front.
ENV MEDSETTLE_DATA_DIR=/var/lib/medsettle/data \
    MEDSETTLE_HIS_HOST=0.0.0.0 \
    MEDSETTLE_POS_HOST=0.0.0.0

USER 10001:10001
WORKDIR /var/lib/medsettle
VOLUME /var/lib/medsettle
EXPOSE 8080 8583
STOPSIGNAL SIGTERM

# The launcher ends in exec, so the JVM is process 1 and gets the signal.
ENTRYPOINT ["/opt/medsettle/bin/medsettle"]
CMD ["serve"]

package org.medsettle.gateway.config;

/** Which store keeps the personal accounts ({@code chronicle} or {@code heap}) and how many it must hold. */
public record StoreConfig(String accounts, long maxAccounts) {}

package org.medsettle.gateway.cli.demo;

import org.medsettle.domain.card.CardState;

/**
 * A person's card as the import files have it.
 *
 * <p>Units: expiry as epoch day, 0 for none. {@code isListed}: a nation or province list has an entry in force.
 */
record SocialCard(int area, String number, String sn, String pan, CardState state, long expiryDay, boolean isListed) {}

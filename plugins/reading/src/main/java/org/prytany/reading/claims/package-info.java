/** Collects what a text says will happen: payments, parameters, powers, addresses. */
@NullMarked
package org.prytany.reading.claims;

import org.jspecify.annotations.NullMarked;

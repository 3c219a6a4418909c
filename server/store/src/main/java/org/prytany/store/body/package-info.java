/**
 * The JSON bodies of stored documents: the domain's records in a form that stays readable when they
 * change. Integers of 256 bits are decimal strings, sealed types carry their name in "type".
 */
@NullMarked
package org.prytany.store.body;

import org.jspecify.annotations.NullMarked;

/**
 * What a governance plugin may see: the plugin kinds, and the values that cross between host and
 * plugin.
 */
@NullMarked
package org.prytany.spi;

import org.jspecify.annotations.NullMarked;

/** What a text says, read by fixed rules that the host and digesters share. */
@NullMarked
package org.prytany.reading;

import org.jspecify.annotations.NullMarked;

/** Builds the line and its adapters from the settings, keeps it going, and closes it. */
@NullMarked
package org.prytany.app.wiring;

import org.jspecify.annotations.NullMarked;

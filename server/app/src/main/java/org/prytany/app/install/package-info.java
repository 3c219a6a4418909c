/** Uploaded plugins, and the signed orders by which they run. */
@NullMarked
package org.prytany.app.install;

import org.jspecify.annotations.NullMarked;

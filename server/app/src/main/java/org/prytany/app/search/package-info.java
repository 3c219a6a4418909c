/** Shows what a search found and where, and whom the DAOs paid before. */
@NullMarked
package org.prytany.app.search;

import org.jspecify.annotations.NullMarked;

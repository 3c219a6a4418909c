/** What the REST API shows: records for the border, and how domain values become them. */
@NullMarked
package org.prytany.app.view;

import org.jspecify.annotations.NullMarked;

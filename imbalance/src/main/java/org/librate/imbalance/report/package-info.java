/** The report that says whether anything done about a rare class is worth it. */
@NullMarked
package org.librate.imbalance.report;

import org.jspecify.annotations.NullMarked;

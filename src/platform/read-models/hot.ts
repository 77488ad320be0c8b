/** Estados of a periodo whose rows are in the hot tables, as SQL. */
export const HOT = `'abierto', 'cerrado', 'exportado', 'verificado'`;

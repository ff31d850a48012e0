-- Here no id is ever given twice.
DO 0;

-- An envio may be corrected before it leaves: words that it did not have are noted as those of a new one are.
CREATE TRIGGER anotar_palabras_corregidas AFTER UPDATE ON envios
  REFERENCING NEW TABLE AS nuevas FOR EACH STATEMENT EXECUTE FUNCTION anotar_palabras();

import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../access/runs.js';
import { DomainError } from '../errors/domain-error.js';
import { isProblemCode, problemOf, problems } from '../errors/problem-registry.js';

/** The pages behind the `type` of problem documents. */
@ApiExcludeController()
@Controller('problemas')
export class ProblemsController {
  @Get()
  @Open()
  @Header('content-type', 'text/html; charset=utf-8')
  list(): string {
    const items = problems.names().map((code) => {
      const { status, title } = problems.get(code);
      return `<li><a href="/problemas/${code}">${code}</a> (${status}): ${title.es}</li>`;
    });
    return page('Problemas', `<ul>${items.join('')}</ul>`);
  }

  @Get(':codigo')
  @Open()
  @Header('content-type', 'text/html; charset=utf-8')
  describe(@Param('codigo') code: string): string {
    if (!isProblemCode(code)) throw new DomainError('ruta-desconocida', { ruta: '/problemas' });
    const { status, title, detail } = problemOf(code);
    const rows = (['es', 'en'] as const).map(
      (l) => `<section lang="${l}"><h2>${title[l]}</h2><p>${detail[l]}</p></section>`,
    );
    return page(
      code,
      `<p>HTTP ${status}</p>${rows.join('')}<p><a href="/problemas">Todos los problemas</a></p>`,
    );
  }
}

function page(title: string, body: string): string {
  return `<!doctype html><html lang="es"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}</html>`;
}

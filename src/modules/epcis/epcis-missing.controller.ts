import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import { Open } from '../../platform/access/runs.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { Takes } from '../../platform/http/content-types.js';

const MISSING = [
  'queries',
  'queries/:name',
  'epcs',
  'bizSteps',
  'bizLocations',
  'readPoints',
  'dispositions',
];

/** Resources of the standard that we do not have: queries with names, and lists of all values (ADR 52). */
@ApiTags('epcis')
@Controller(MISSING.map((resource) => `epcis/v2/${resource}`))
export class EpcisMissingController {
  @Get()
  @Open()
  @ApiExcludeEndpoint()
  get(): never {
    throw new DomainError('recurso-no-admitido');
  }

  @Post()
  @Open()
  @Takes('application/json', 'application/ld+json')
  @ApiExcludeEndpoint()
  create(): never {
    throw new DomainError('recurso-no-admitido');
  }
}

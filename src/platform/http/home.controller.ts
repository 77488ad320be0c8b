import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Open } from '../access/runs.js';

/** Where somebody ends up who knows nothing but the address. */
@ApiExcludeController()
@Controller()
export class HomeController {
  @Get()
  @Open()
  @Redirect('/docs')
  lead(): void {
    // The redirect is all there is to say.
  }
}

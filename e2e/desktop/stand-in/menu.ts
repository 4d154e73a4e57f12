import type { MenuItemConstructorOptions } from 'electron';

/** An item of the native menu, as far as somebody can choose it. */
export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly accelerator: string | undefined;
  readonly enabled: boolean;
  readonly submenu: Menu | undefined;
  private readonly chosen: unknown;

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id ?? '';
    this.label = options.label ?? options.role ?? '';
    this.role = options.role;
    this.accelerator = options.accelerator ?? undefined;
    this.enabled = options.enabled ?? true;
    this.submenu = Array.isArray(options.submenu) ? Menu.buildFromTemplate(options.submenu) : undefined;
    this.chosen = options.click;
  }

  readonly click = (): void => {
    if (this.enabled && typeof this.chosen === 'function') this.chosen(this, undefined, {});
  };
}

export class Menu {
  private static current: Menu | null = null;
  readonly items: MenuItem[] = [];

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    const menu = new Menu();
    menu.items.push(...template.map((one) => new MenuItem(one)));
    return menu;
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.current = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.current;
  }

  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      if (item.id === id) return item;
      const below = item.submenu?.getMenuItemById(id);
      if (below) return below;
    }
    return null;
  }
}

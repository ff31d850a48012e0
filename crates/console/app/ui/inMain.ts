/** Container of menus: inside the main landmark, so that landmark navigation finds them. */
export const inMain = {
  get current() {
    return document.getElementById('main');
  },
};
